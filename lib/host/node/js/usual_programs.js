// SPDX-License-Identifier: MIT
// usual_programs.js - names of programs that a machine may well have, and of what the shell does by itself. A program of another name is
// assumed to be missing: a snippet that asks for one shows what happens then.
'use strict';

const { primordial, assume } = require('host');
const split = primordial('String.prototype.split');
const test = primordial('RegExp.prototype.test');
const Set = primordial('Set');
const has = primordial('Set.prototype.has');

const shell = `. : [ alias bg break builtin case cd command continue do done echo elif else esac eval exec exit export false fg fi for function getopts hash if in
jobs kill let local printf pwd read readonly return select set shift source test then time times trap true type ulimit umask unalias unset until wait while`;

const basic = `apt apt-get arch awk base32 base64 basename bash bc bunzip2 busybox bzip2 cal cat chgrp chmod chown chroot cksum clear cmp column comm cp cpio
cron crontab csplit cut dash date dc dd df diff dig dir dircolors dirname dmesg dpkg du ed egrep env expand expr factor fgrep file find flock fold
free fuser gawk getconf getent getopt gpg grep groups gunzip gzip halt head hexdump host hostid hostname htop iconv id ifconfig install ionice ip join
killall last ldd less link ln locale locate logger login logname ls lsblk lscpu lsof m4 man mawk md5sum mkdir mkfifo mknod mktemp more mount mv nano nc netcat
netstat nice nl nohup nproc nslookup numfmt od passwd paste patch pathchk pgrep ping pkill pr printenv ps pstree ptx readlink realpath renice reset rev rm
rmdir rsync runcon scp screen script sdiff sed seq setsid sftp sh sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf shutdown sleep sort split
ss ssh ssh-keygen stat stdbuf strace strings stty su sudo sum sync sysctl systemctl tac tail tar taskset tee telnet tmux top touch tput tr traceroute tree
truncate tsort tty uname unexpand uniq unlink unshare unxz unzip uptime users vi vim vmstat w watch wc wget whereis which who whoami write xargs xxd xz yes zcat
zip zsh fish ksh`;

const developing = `ansible aws bun cargo clang clang-format cmake composer convert corepack curl deno docker docker-compose dot dotnet eslint esbuild ffmpeg ffprobe firefox
chromium chrome google-chrome g++ gatsby gcc gdb git gh gifsicle go gradle gulp grunt heroku identify java javac jest jq julia kotlin kubectl lerna lua
magick make mocha mongo mongod mongosh mvn mysql mysqldump ng next nginx ng nodemon node nodejs npm npx nvm openssl pandoc pdflatex perl php phantomjs pip pip3 pkg-config pm2 pnpm
podman prettier psql pg_dump python python2 python3 pytest R Rscript redis-cli redis-server rollup rspec ruby gem bundle rake rustc sass serverless sqlite3 svn swift
terraform tesseract ts-node tsc tsx turbo valgrind vercel vite vue wasm-pack webpack wkhtmltopdf xdg-open youtube-dl yt-dlp yarn open say osascript afplay
pbcopy pbpaste xclip xsel code code-insiders vagrant virtualenv uv uvicorn gunicorn flask django-admin rails`;

const known = new Set();
for (const names of [shell, basic, developing]) for (const name of split(names, /\s+/)) known.add(name);

// Is a program of this name, which has no path, assumed to be missing? The note says so.
function isUnusual(name) {
	if (has(known, name) || !test(/^[\w.+-]+$/, name)) return false;
	assume(`assuming there is no program '${name}'`);
	return true;
}

module.exports = { isUnusual };
