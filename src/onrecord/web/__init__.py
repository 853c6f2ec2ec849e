"""The pages that people use and the HTTP API that programs use: one server over one record.

Input: requests. Output: HTML made from templates here alone, and JSON. It reads through the store and `onrecord.run`,
serves no foreign HTML, asks no other host for anything, and writes only for those who hold the token.
"""
