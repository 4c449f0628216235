"""How a graph and the answers about it are shown or carried elsewhere."""
