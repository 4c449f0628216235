"""What there is to learn in a graph: the cards grown from it, and the order to learn in."""
