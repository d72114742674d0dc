Screenshots are pasted or dropped, several at once, where evidence is added or a message is written down.
