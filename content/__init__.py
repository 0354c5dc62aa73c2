"""What ships with the program to try it on."""
