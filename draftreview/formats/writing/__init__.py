"""Trees and rows written as the files that offices exchange."""
