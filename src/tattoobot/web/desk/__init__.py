"""The front desk: what an artist opens in the morning, on a phone. One file a page."""
