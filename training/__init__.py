"""Makes the model of lost characters again from a folder of text files; not part of the package."""
