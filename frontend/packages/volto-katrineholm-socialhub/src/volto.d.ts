declare const __SERVER__: boolean;
declare module '*.svg' {
  const icon: any;
  export default icon;
}
declare module '*.css';
