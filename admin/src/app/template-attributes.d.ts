import 'vue'

// Attributes that fall through to a component's root element; templates are checked strictly otherwise.
declare module 'vue' {
  interface ComponentCustomProps {
    [attribute: `aria-${string}`]: unknown
    role?: string
    title?: string
    onSubmit?: (event: Event) => void
  }
}
