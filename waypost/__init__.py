"""The front door: command line, Python API, the scheduled run."""
