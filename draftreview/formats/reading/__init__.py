"""Files read into trees, whatever program made them."""
