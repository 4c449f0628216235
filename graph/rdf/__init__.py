"""Maps as RDF and back, in plain Python: terms, quads of maps, maps of quads, the ontology and the shapes."""
