"""WeChat Pay API v3: transport, routes, orders, refunds, complaints, bills."""
