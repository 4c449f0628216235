"""How an article is drafted: what of its prose becomes which node, by rule."""
