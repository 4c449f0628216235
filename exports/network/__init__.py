"""The whole graph as a network that vis-network draws: where its nodes stand, and the data and script of the page."""
