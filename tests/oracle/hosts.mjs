// Which real hosts a program can be asked of, told from the globals that it names.
const node = /\bprocess\.|\b(set|clear)Immediate\b|\brequire\(|from 'node:|\bmodule\.exports\b/;
const browser = /\b(request|cancel)(AnimationFrame|IdleCallback)\b|\bwindow\b|\bdocument\b/;

export function hostsOf(source, text) {
	const code = text.replace(/^\s*\/\/.*$/gm, '');
	if (source.startsWith('fixtures/browser/') || source.endsWith('.html')) return ['browser'];
	if (source.endsWith('.cjs') || node.test(code)) return ['node'];
	if (browser.test(code)) return ['browser'];
	return ['node', 'browser'];
}
