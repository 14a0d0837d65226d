console.log('A');
setTimeout(() => console.log('B'), 0);
Promise.resolve()
	.then(() => console.log('C'))
	.then(() => console.log('D'));
(async () => {
	console.log('E');
	await null;
	console.log('F');
})();
queueMicrotask(() => console.log('G'));
console.log('H');
