// Types of the character tables inside the `json5` package.
declare module "json5/lib/unicode" {
  const unicode: {
    readonly Space_Separator: RegExp;
    readonly ID_Start: RegExp;
    readonly ID_Continue: RegExp;
  };
  export default unicode;
}
