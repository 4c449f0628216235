"""What changed between two libraries: which nodes and links, in what words, and what that does to what stands."""
