"""What the WeChat Pay adapter promises."""
