The blocks' schemas stand in `blocksConfig`, so that other add-ons' `schemaEnhancer`, styles and variations work with them.
