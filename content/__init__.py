"""Carry the texts and facts that the demonstration starts with."""
