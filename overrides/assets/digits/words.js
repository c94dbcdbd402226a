/** What the page that reads digits says, in the page's language. */
const WORDS = {
  ko: {
    absent: "이 사이트에는 숫자를 읽는 실행기가 들어 있지 않습니다. 저장소에서 make site를 다시 하면 들어갑니다.",
    start: "그려 보기",
    cost: "누르면 실행기와 모델을 합쳐 {size} MB를 받습니다. 누르기 전에는 둘 다 받지 않습니다.",
    loading: "실행기와 모델을 받는 중",
    ready: "준비됐습니다. 숫자를 하나 그려 보세요.",
    unloaded: "받지 못했습니다. 연결을 확인하고 다시 눌러 보세요.",
    silent: "서버가 한참 응답하지 않아 그만두었습니다. 다시 눌러 보세요.",
    missing: "서버에 있어야 할 파일이 없습니다.",
    typed: "실행기의 스크립트를 열지 못했습니다. 서버가 다른 형식(MIME)으로 보냈거나 파일이 없습니다.",
    broken: "받은 파일이 온전하지 않습니다. 다시 눌러 보세요.",
    old: "이 브라우저는 압축을 풀지 못합니다(DecompressionStream). 새 브라우저에서 열어 보세요.",
    failed: "모델을 읽지 못했습니다.",
    pad: "숫자를 그리는 칸",
    help: "마우스, 펜, 손가락으로 그립니다. 키보드에서는 화살표로 펜을 옮기고, 스페이스 바로 펜을 내리거나 들고, Delete로 지웁니다.",
    down: "펜을 내렸습니다",
    clear: "지우기",
    cleared: "지웠습니다",
    seen: "모델이 받는 28×28",
    scores: "열 점수(소프트맥스)",
    digit: "숫자",
    score: "점수",
    held: "모델이 본 적 없는 MNIST 그림 넣어 보기",
    put: "시험 그림 {digit} 넣기",
    answer: "답 {digit}, 점수 {score}\u00a0%",
    unsure: "답 {digit}, 점수 {score}\u00a0%. 다음은 {second}, {next}\u00a0%",
    same: "같은 열 수: 이 브라우저와 기록의 차이는 최대 {difference}입니다(허용 {bound}).",
    differs: "다른 열 수: 이 브라우저와 기록의 차이가 최대 {difference}로, {bound}을 넘습니다.",
    recorded: "기록",
    here: "이 브라우저",
  },
  en: {
    absent: "This site was built without the engine that reads digits. Another make site in the repository brings it.",
    start: "Draw a digit",
    cost: "A click loads {size} MB, engine and model together. Before it, nothing of them is loaded.",
    loading: "Loading engine and model",
    ready: "Ready. Draw a digit.",
    unloaded: "It could not be loaded. Check the connection and click again.",
    silent: "The server has been silent for too long. Click again.",
    missing: "A file that should be on the server is not there.",
    typed: "The engine's script could not be opened: the server sent it as another type (MIME), or it is not there.",
    broken: "A file arrived damaged. Click again.",
    old: "This browser cannot decompress (DecompressionStream). Open the page in a newer one.",
    failed: "The model could not be read.",
    pad: "Pad to draw a digit on",
    help: "Draw with a mouse, a pen or a finger. By keyboard: arrows move the pen, Space puts it down or lifts it, Delete clears.",
    down: "Pen down",
    clear: "Clear",
    cleared: "Cleared",
    seen: "What the model gets, 28×28",
    scores: "Ten scores (softmax)",
    digit: "Digit",
    score: "Score",
    held: "Put in an MNIST image that the model never saw",
    put: "Put in test image {digit}",
    answer: "Answer {digit}, score {score}\u00a0%",
    unsure: "Answer {digit}, score {score}\u00a0%. Next is {second}, {next}\u00a0%",
    same: "The same ten numbers: this browser and the record differ by {difference} at most ({bound} allowed).",
    differs: "Other numbers: this browser and the record differ by up to {difference}, more than {bound}.",
    recorded: "Record",
    here: "Here",
  },
};

/**
 * @param {keyof typeof WORDS.en} key
 * @param {Record<string, string | number>} values what stands for the names in braces
 */
export function say(key, values = {}) {
  const text = WORDS[document.documentElement.lang === "ko" ? "ko" : "en"][key];
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
