"""Turn Walks into Parquet snapshots, and read them again."""
