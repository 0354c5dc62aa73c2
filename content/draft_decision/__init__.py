"""Carry the illustrative draft, its letter, its agencies and its report outline."""
