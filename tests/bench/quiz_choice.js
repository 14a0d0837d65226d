console.log('A');
setTimeout(() => console.log('B'), 0);
setImmediate(() => console.log('I'));
Promise.resolve()
	.then(() => console.log('C'))
	.then(() => console.log('D'));
(async () => {
	console.log('E');
	await null;
	console.log('F');
})();
console.log('H');
