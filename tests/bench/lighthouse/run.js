// Called by the bench after `npm ci` in this folder: `node run.js <port> <url> …`. Prints one line of JSON for each page:
// its scores, 0 to 100, and what is not as it should be. What the browser keeps stays as it is, or there would be no team.
import lighthouse from 'lighthouse';

const [port, ...urls] = process.argv.slice(2);
const onlyCategories = ['performance', 'accessibility', 'best-practices', 'seo'];

for (const url of urls) {
	const flags = {
		port: Number(port),
		disableStorageReset: true,
		onlyCategories,
		logLevel: 'error'
	};
	const { lhr } = await lighthouse(url, flags);
	const scores = onlyCategories.map((name) => Math.round(lhr.categories[name].score * 100));
	const wanting = Object.values(lhr.audits)
		.filter(
			({ score, scoreDisplayMode }) =>
				score !== null && score < 0.9 && scoreDisplayMode !== 'informative'
		)
		.map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id));
	console.log(JSON.stringify({ url: lhr.finalDisplayedUrl, scores, wanting }));
}
