"""What a run tells those who watch it: log lines, metrics, a notification, and what they mean."""
