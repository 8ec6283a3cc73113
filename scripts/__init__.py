"""What turns specs/ into generated/, and keeps the two honest. Run through the Makefile."""
