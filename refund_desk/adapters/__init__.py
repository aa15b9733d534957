"""The outside world behind the ports; the packages in here do not know each other."""
