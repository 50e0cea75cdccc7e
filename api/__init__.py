"""The edge: command line, HTTP and settings."""
