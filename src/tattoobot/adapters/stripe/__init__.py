from tattoobot import without

# The SDK prepares to call with either; it is given our own HTTP client.
with without("requests", "httpx"):
    import stripe as stripe
