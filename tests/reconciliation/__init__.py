"""The daily proof: bills read and compared, days asked for, what is found recorded."""
