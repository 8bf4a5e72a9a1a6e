import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Application, type CommentTag, type Reflection } from "typedoc";
import { ROOT } from "../repository.ts";
import { GENERATED_NOTE } from "./generated-note.ts";
import { type PublicModule, publicModules } from "./public-modules.ts";

/** The pages of what core and the adapters export, by path below docs/reference: `api/core.md`, `api/adapters/fake.md`. */
export async function apiPages(): Promise<ReadonlyMap<string, string>> {
  const modules = await publicModules();
  const folder = await mkdtemp(join(tmpdir(), "attached-files-api-"));
  try {
    await writePages(modules, folder);
    const pages = new Map<string, string>();
    for (const module of modules) {
      const text = await readFile(join(folder, "pages", `${pageName(module)}.md`), "utf8");
      const [title = "", ...rest] = text.split("\n");
      pages.set(`api/${pageName(module)}.md`, [title, "", GENERATED_NOTE, ...rest].join("\n"));
    }
    return pages;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function pageName({ name }: PublicModule): string {
  return name.replace("@attached-files/", "");
}

async function writePages(modules: readonly PublicModule[], folder: string): Promise<void> {
  const tsconfig = join(folder, "tsconfig.json");
  const types = [join(ROOT, "docs/node_modules/@types")];
  const compilerOptions = { noEmit: true, typeRoots: types };
  const files = modules.map(({ source }) => source);
  await writeFile(tsconfig, JSON.stringify({ extends: join(ROOT, "tsconfig.base.json"), compilerOptions, files }));
  const app = await Application.bootstrapWithPlugins({
    plugin: ["typedoc-plugin-markdown"],
    tsconfig,
    entryPoints: [...files],
    readme: "none",
    // Types are checked elsewhere; what is not exported belongs to nobody else.
    skipErrorChecking: true,
    excludeExternals: true,
    excludePrivate: true,
    disableSources: true,
    preservedTypeAnnotationTags: ["@throws"],
    logLevel: "Error",
    outputs: [{ name: "markdown", path: join(folder, "pages") }],
    ...({
      outputFileStrategy: "modules",
      hideBreadcrumbs: true,
      hidePageHeader: true,
      useCodeBlocks: true,
      parametersFormat: "table",
      interfacePropertiesFormat: "table",
      classPropertiesFormat: "table",
      typeDeclarationFormat: "table",
      pageTitleTemplates: { module: ({ name }: { name: string }) => `@attached-files/${name}` },
    } as object),
  });
  const project = await app.convert();
  if (project === undefined) throw new Error("typedoc could not read the packages");
  name(project.children ?? [], modules);
  for (const { comment } of Object.values(project.reflections)) {
    for (const tag of comment?.blockTags ?? []) tellType(tag);
  }
  await app.generateOutputs(project);
  if (app.logger.hasErrors()) throw new Error("typedoc could not write the reference");
}

/** The Markdown would leave out which error a `@throws` is about. */
function tellType(tag: CommentTag): void {
  const type = tag.typeAnnotation?.replace(/^\{|\}$/g, "");
  if (type !== undefined) tag.content.unshift({ kind: "code", text: `\`${type}\`` }, { kind: "text", text: ": " });
}

/** Modules are named after what is imported, not after where their sources stand. */
function name(reflections: readonly Reflection[], modules: readonly PublicModule[]): void {
  for (const module of modules) {
    const source = module.source.replace(/\.ts$/, "").replace(/\/index$/, "");
    const reflection = reflections.find((each) => source.endsWith(`/${each.name}`));
    if (reflection === undefined) throw new Error(`typedoc has no ${module.name}`);
    reflection.name = pageName(module);
  }
}
