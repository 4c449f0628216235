"""Reasoning: what stands under which sides, how strongly, and which crux matters most."""
