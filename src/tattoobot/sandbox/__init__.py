"""Plays WhatsApp and Stripe over HTTP, and shows a phone in the browser.

It imports nothing else of ours: the product reaches it through base URLs, and it reaches the product through signed
webhooks, exactly as the real ones do. Never mounted in production.
"""
