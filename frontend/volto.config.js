// Beside the add-on that package.json names: the host's own settings.
module.exports = { addons: ['socialhub-host'] };
