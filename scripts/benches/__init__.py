"""What `make bench` measures, a module for each kind: each gives the rows of its table."""
