"""The information office's tools. May import every wing but the console."""
