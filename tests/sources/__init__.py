"""Sources other than WeChat Pay."""
