"""Bytes to the domain and back: what comes in as a file and what goes out as one."""
