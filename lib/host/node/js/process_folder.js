// SPDX-License-Identifier: MIT
// process_folder.js - process.chdir: the folder that relative paths begin at from then on.
'use strict';

const { enterFolder, firstFolder, madeAt, notCovered, primordial, process, thrown } = require('host');
const { validateString } = require('node/errors');
const { failure, locate, trouble } = require('node/fs_store');
const { isUsualPath } = require('node/usual_folders');
const { resolve } = require('node/path');
const startsWith = primordial('String.prototype.startsWith');

// May there be a folder that the model does not know of? Its own folder and that for temporary files it knows.
function mayBeThere(path) {
	return isUsualPath(path) && !startsWith(path, `${firstFolder()}/`) && !startsWith(path, '/tmp/');
}

const chdirLine = 'internal/bootstrap/switches/does_own_process_state:130  rawMethods.^chdir(directory);';
function wrappedChdir(directory) {
	validateString(directory, 'directory'); // node: internal/bootstrap/switches/does_own_process_state:129  ^validateString(directory, 'directory');
	const found = locate(directory);
	if (found.entry === null && directory !== '' && mayBeThere(resolve(directory))) notCovered("process.chdir to a folder outside of the snippet's own");
	const code = found.entry === null ? found.code : found.entry.kind !== 'folder' ? 'ENOTDIR' : undefined;
	if (code !== undefined) throw madeAt(thrown(failure(trouble(code, 'chdir', process.cwd(), directory)), chdirLine), chdirLine);
	enterFolder(found.at);
}

module.exports = { chdir: wrappedChdir };
