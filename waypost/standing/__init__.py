"""How a workspace stands: read without its lock, and without writing anything."""
