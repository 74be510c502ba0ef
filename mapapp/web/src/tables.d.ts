// Tables that the bundle carries as text (the loader of ".csv" in build.mjs).
declare module "*.csv" {
  const text: string;
  export default text;
}
