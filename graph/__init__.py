"""What a map is made of and what can be asked of it: no file, no terminal."""
