"""Tests of the WeChat Store's source, over real HTTP against the practice Store."""
