"""The pages, a folder per blueprint."""
