"""Text repair: mojibake, lost characters, plain style."""
