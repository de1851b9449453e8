/** The bundler makes a style sheet of these. */
declare module "*.css";
