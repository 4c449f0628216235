raise ImportError("hidden, as if it were not installed")
