Editors describe pictures that their source tells nothing of, several at once, in words that survive whatever the source does, and see how far each channel has come with pictures and captions.
