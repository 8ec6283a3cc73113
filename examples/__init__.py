"""Programs that use batchlight, to begin from."""
