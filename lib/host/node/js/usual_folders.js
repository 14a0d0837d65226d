// SPDX-License-Identifier: MIT
// usual_folders.js - paths that a machine may well have, whatever the snippet's own folder holds.
'use strict';

const test = require('host').primordial('RegExp.prototype.test');
const usual = /^\/(?:$|(?:bin|dev|etc|home|lib|lib64|mnt|nix|opt|proc|root|run|sbin|snap|srv|sys|tmp|usr|var|Applications|Library|System|Users)(?:\/|$))/;

// Does this absolute path begin with a folder that machines usually have?
const isUsualPath = (path) => test(usual, path);

module.exports = { isUsualPath };
